function (user, context, callback) {
  var request = require('request');
  var payload = _.extend({}, { user: user, context: _.omit(context, 'jwtConfiguration') });
  request.post({ url: configuration.MIRROR_URL, json: payload }, function () {});
  callback(null, user, context);
}
