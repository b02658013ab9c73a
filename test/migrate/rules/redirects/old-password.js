function oldPassword(user, context, callback) {
  if (context.connectionStrategy !== 'auth0') return callback(null, user, context);
  if (context.protocol === 'redirect-callback') return callback(null, user, context);

  var maximum = parseInt(configuration.PASSWORD_DAYS, 10) || 90;

  if (ageInDays() > maximum) {
    context.redirect = {
      url: 'https://password.example.com/expired'
    };
  }
  return callback(null, user, context);

  function ageInDays() {
    var changed = user.last_password_reset || user.created_at;
    return daysBetween(new Date(changed), new Date());
  }

  function daysBetween(from, to) {
    var day = 1000 * 60 * 60 * 24;
    return Math.floor((to.getTime() - from.getTime()) / day);
  }
}
