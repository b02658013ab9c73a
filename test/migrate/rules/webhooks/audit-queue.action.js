const AWS = require('aws-sdk');

exports.onExecutePostLogin = async (event, api) => {
  var sqs = new AWS.SQS({
    region: 'eu-west-1',
    accessKeyId: event.secrets.AWS_KEY,
    secretAccessKey: event.secrets.AWS_SECRET
  });

  const [err, data] = await new Promise((resolve) =>
    sqs.sendMessage({
      QueueUrl: event.secrets.AUDIT_QUEUE,
      MessageBody: JSON.stringify({ type: 'login', user: event.user.user_id, client: event.client.client_id, ip: event.request.ip })
    }, (...answer) => resolve(answer)),
  );
  if (err) {
    console.error('audit', err.message);
    return api.access.deny('This login cannot be recorded.');
  }
  console.log('audit', data.MessageId);
};
