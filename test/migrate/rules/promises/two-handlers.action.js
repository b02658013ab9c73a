const { GraphQLClient } = require('graphql-request');

exports.onExecutePostLogin = async (event, api) => {
  const client = new GraphQLClient(event.secrets.GRAPH_URL, { headers: { 'x-secret': event.secrets.GRAPH_SECRET } });
  const mutation = 'mutation ($id: String!, $name: String) { upsertUser(id: $id, name: $name) { role } }';

  let data;
  try {
    data = await client.request(mutation, { id: event.user.user_id, name: event.user.name });
  } catch (error) {
    console.log(error.message);
    return api.access.deny('Your account could not be prepared.');
  }
  api.accessToken.setCustomClaim('https://graph.example.com/role', data.upsertUser.role);
};
