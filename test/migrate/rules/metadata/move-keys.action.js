exports.onExecutePostLogin = async (event, api) => {
  var old = event.user.user_metadata;

  if (old.customer_no === undefined) return;

  api.user.setAppMetadata("customer_number", String(old.customer_no));
  try {
    // null removes a key
    api.user.setUserMetadata("customer_no", null);
    delete event.user.user_metadata.customer_no;
  } catch (error) {
    api.access.deny(error.message);
  }
};
