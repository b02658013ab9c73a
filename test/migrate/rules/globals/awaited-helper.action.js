exports.onExecutePostLogin = async (event, api) => {
  try {
    const person = await global.people.findByEmail(event.user.email);
    api.idToken.setCustomClaim(`${event.secrets.NS}person`, person.id);
    if (person.flags && person.flags.locked) {
      return api.access.deny('Your account is locked.');
    }
  } catch (e) {
    api.access.deny(e.message);
  }
};
