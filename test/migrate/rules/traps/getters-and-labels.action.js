exports.onExecutePostLogin = async (event, api) => {
  const profile = {
    get mail() { return (event.user.email || '').toLowerCase(); },
    get domain() { return this.mail.split('@')[1]; }
  };
  const zones = { north: ['oslo.example', 'bergen.example'], south: ['roma.example'] };
  let found;

  search: for (const zone of Object.keys(zones)) {
    for (const domain of zones[zone]) {
      if (domain === profile.domain) {
        found = zone;
        break search;
      }
    }
  }

  if (found) {
    api.idToken.setCustomClaim('https://zones.example.com/zone', found);
  }
};
