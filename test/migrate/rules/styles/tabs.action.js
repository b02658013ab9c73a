const request = require("request");

exports.onExecutePostLogin = async (event, api) => {
	if (!event.secrets.GEO_KEY) {
		console.log("GEO_KEY is missing");
		return;
	}

	const [err, , body] = await new Promise((resolve) =>
		request.get(
			"https://geo.example.com/v1/" + event.request.ip + "?key=" + event.secrets.GEO_KEY,
			(...answer) => resolve(answer)),
	);
	if (err) return api.access.deny(err.message);
	api.idToken.setCustomClaim("https://geo.example.com/zone", JSON.parse(body).zone);
};
