async function awaitedHelper(user, context, callback) {
  try {
    const person = await global.people.findByEmail(user.email);
    user.person_id = person.id;
    context.idToken[`${configuration.NS}person`] = person.id;
    if (person.flags && person.flags.locked) {
      return callback(new UnauthorizedError('Your account is locked.'));
    }
    callback(null, user, context);
  } catch (e) {
    callback(e);
  }
}
