function textOrList(user, context, callback) {
  var groups = user.group_names;

  // one group arrives as text, several as a list
  if (typeof groups === 'string') groups = groups.indexOf(';') >= 0 ? groups.split(';') : [groups];
  if (!Array.isArray(groups)) groups = [];

  user.groups = groups.map(function (group) {
    var match = /^CN=([^,]+)/i.exec(group);
    return match ? match[1] : group;
  });

  callback(null, user, context);
}
