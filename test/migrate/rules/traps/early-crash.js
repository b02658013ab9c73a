function earlyCrash(user, context, callback) {
  // There is no guard: a user without these cannot sign in, and that is on purpose.
  const level = user.app_metadata.clearance.level;
  const department = user.identities[0].profileData.department.toUpperCase();

  if (level < 3) {
    return callback(new UnauthorizedError('Level 3 is needed.'));
  }
  context.idToken['https://lab.example.com/department'] = department;
  callback(null, user, context);
}
