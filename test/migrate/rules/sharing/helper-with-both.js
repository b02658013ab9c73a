function helperWithBoth(user, context, callback) {
  var namespace = 'https://scheduling.example.com/';

  function setClaims(theUser, theContext) {
    var data = theUser.app_metadata || {};
    theContext.idToken[namespace + 'clinic'] = data.clinic;
    theContext.idToken[namespace + 'role'] = data.role || 'patient';
    theContext.accessToken[namespace + 'clinic'] = data.clinic;
  }

  function mayEnter(theUser, theContext) {
    return theContext.clientName !== 'Clinic desk' || (theUser.app_metadata || {}).role === 'nurse';
  }

  if (!mayEnter(user, context)) {
    return callback(new UnauthorizedError('The desk is for nurses.'), user, context);
  }
  setClaims(user, context);
  callback(null, user, context);
}
