const request = require("request");

exports.onExecutePostLogin = async (event, api) => {
  const [error, response, body] = await new Promise((resolve) =>
    request({
      url: 'https://pictures.example.com/lookup?mail=' + encodeURIComponent(event.user.email),
      json: true,
      timeout: 2000
    }, (...answer) => resolve(answer)),
  );
  if (error || response.statusCode !== 200 || !body.picture) return;

  api.idToken.setCustomClaim('picture', body.picture);
};
