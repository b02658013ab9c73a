function auditQueue(user, context, callback) {
  var AWS = require('aws-sdk@2.593.0');
  var sqs = new AWS.SQS({
    region: 'eu-west-1',
    accessKeyId: configuration.AWS_KEY,
    secretAccessKey: configuration.AWS_SECRET
  });

  sqs.sendMessage({
    QueueUrl: configuration.AUDIT_QUEUE,
    MessageBody: JSON.stringify({ type: 'login', user: user.user_id, client: context.clientID, ip: context.request.ip })
  }, function (err, data) {
    if (err) {
      console.error('audit', err.message);
      return callback(new Error('This login cannot be recorded.'));
    }
    console.log('audit', data.MessageId);
    callback(null, user, context);
  });
}
