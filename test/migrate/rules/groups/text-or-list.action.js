exports.onExecutePostLogin = async (event) => {
  var groups = event.user.group_names;

  // one group arrives as text, several as a list
  if (typeof groups === 'string') {
    groups = groups.indexOf(';') >= 0 ? groups.split(';') : [groups];
  }
  if (!Array.isArray(groups)) {
    groups = [];
  }

  // An action cannot set user.groups for what runs after it.
  groups.map(function (group) {
    var match = /^CN=([^,]+)/i.exec(group);
    return match ? match[1] : group;
  });
};
