function twoHandlers(user, context, callback) {
  const { GraphQLClient } = require('graphql-request@1.8.2');
  const client = new GraphQLClient(configuration.GRAPH_URL, { headers: { 'x-secret': configuration.GRAPH_SECRET } });
  const mutation = 'mutation ($id: String!, $name: String) { upsertUser(id: $id, name: $name) { role } }';

  client.request(mutation, { id: user.user_id, name: user.name }).then(
    (data) => {
      context.accessToken['https://graph.example.com/role'] = data.upsertUser.role;
      callback(null, user, context);
    },
    (error) => {
      console.log(error.message);
      callback(new Error('Your account could not be prepared.'));
    }
  );
}
