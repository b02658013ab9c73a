exports.onExecutePostLogin = async (event, api) => {
  if (event.client.client_id !== 'Lw3expenses8Q') return;

  api.samlResponse.setAttribute("EmployeeID", event.user.app_metadata.employee_id);
  api.samlResponse.setAttribute("CostCenter", event.user.app_metadata.cost_center);
  api.samlResponse.setAttribute("Language", event.user.user_metadata.language);
  api.samlResponse.setAttribute("Email", event.user.email);
  api.samlResponse.setNameIdentifierProbes([
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"
  ]);
};
