function staff(user, context, callback) {
  if (user.email_verified && global.isStaff(user.email)) {
    global.setClaim(context, 'staff', true);
  }
  callback(null, user, context);
}
