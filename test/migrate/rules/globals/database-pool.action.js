const { Pool } = require('pg');

let pool;

exports.onExecutePostLogin = async (event, api) => {
  if (!pool) {
    pool = new Pool({ connectionString: event.secrets.DATABASE_URL, max: 2 });
  }

  try {
    const { rows } = await pool.query('select role from members where email = $1', [event.user.email]);
    if (rows.length === 0) return api.access.deny('You are not a member.');
    api.accessToken.setCustomClaim('https://members.example.com/role', rows[0].role);
  } catch (err) {
    console.error(err.stack);
    api.access.deny(err.message);
  }
};
