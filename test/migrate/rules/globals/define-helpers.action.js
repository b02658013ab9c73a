let addClaim;
let isInternal;

exports.onExecutePostLogin = async (event) => {
  isInternal = isInternal || function (address) {
    return /@(corp\.)?example\.com$/.test(address || '');
  };

  addClaim = function (context, name, value) {
    context.idToken[event.secrets.NAMESPACE + name] = value;
    context.accessToken[event.secrets.NAMESPACE + name] = value;
  };
};
