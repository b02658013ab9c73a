exports.onExecutePostLogin = async (event, api) => {
  function ageInDays() {
    var changed = event.user.last_password_reset || event.user.created_at;
    return daysBetween(new Date(changed), new Date());
  }

  function daysBetween(from, to) {
    var day = 1000 * 60 * 60 * 24;
    return Math.floor((to.getTime() - from.getTime()) / day);
  }

  if (event.connection.strategy !== 'auth0') return;

  var maximum = parseInt(event.secrets.PASSWORD_DAYS, 10) || 90;

  if (ageInDays() > maximum) {
    api.redirect.sendUserTo('https://password.example.com/expired');
  }
};

exports.onContinuePostLogin = async () => {};
