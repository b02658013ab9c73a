async function databasePool(user, context, callback) {
  const { Pool } = require('pg@8.7.1');

  if (!global.pool) {
    global.pool = new Pool({ connectionString: configuration.DATABASE_URL, max: 2 });
  }

  try {
    const { rows } = await global.pool.query('select role from members where email = $1', [user.email]);
    if (rows.length === 0) {
      return callback(new UnauthorizedError('You are not a member.'));
    }
    context.accessToken['https://members.example.com/role'] = rows[0].role;
    return callback(null, user, context);
  } catch (err) {
    console.error(err.stack);
    return callback(err);
  }
}
