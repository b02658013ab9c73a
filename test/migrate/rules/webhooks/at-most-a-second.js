async function atMostASecond(user, context, callback) {
  const sent = fetch(configuration.HOOK_URL, {
    method: 'post',
    body: JSON.stringify({ id: user.user_id, at: new Date().toISOString() }),
    headers: { 'content-type': 'application/json' },
  });
  let timer;
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), 1000);
  });

  try {
    await Promise.race([sent, late]);
  } catch (err) {
    console.log('hook: ' + err.message);
  } finally {
    clearTimeout(timer);
  }
  return callback(null, user, context);
}
