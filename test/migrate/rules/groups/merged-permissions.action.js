exports.onExecutePostLogin = async (event, api) => {
  const ns = event.secrets.CLAIM_NAMESPACE;
  const fromRoles = (event.authorization || {}).roles || [];
  const { permissions: direct = [], groups = [] } = event.user.app_metadata;

  const permissions = [...new Set([...fromRoles.map((role) => `role:${role}`), ...direct])].sort();

  api.accessToken.setCustomClaim(ns + 'permissions', permissions);
  if (groups.length) {
    api.accessToken.setCustomClaim(`${ns}groups`, groups);
  }
};
