function groupAttributes(user, context, callback) {
  const groups = user.groups || [];
  const table = JSON.parse(configuration.GROUP_ATTRIBUTES);

  context.samlConfiguration = context.samlConfiguration || {};
  context.samlConfiguration.mappings = context.samlConfiguration.mappings || {};

  groups.forEach((group) => {
    const attribute = table[group];
    if (!attribute) return;
    user[attribute] = 'true';
    context.samlConfiguration.mappings['https://lms.example.com/' + attribute] = attribute;
  });

  return callback(null, user, context);
}
