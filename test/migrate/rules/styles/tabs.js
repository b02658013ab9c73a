function tabs(user, context, callback)
{
	var request = require("request");
	if (!configuration.GEO_KEY)
	{
		console.log("GEO_KEY is missing");
		return callback(null, user, context);
	}

	request.get(
		"https://geo.example.com/v1/" + context.request.ip + "?key=" + configuration.GEO_KEY,
		function(err, response, body)
		{
			if (err)
			{
				return callback(err);
			}
			context.idToken["https://geo.example.com/zone"] = JSON.parse(body).zone;
			return callback(null, user, context);
		});
}
