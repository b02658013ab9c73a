/**
 * Sets the price list.
 *
 * @param {object} user - the profile /* with metadata
 */
exports.onExecutePostLogin = async (event, api) => {
  // 2019-03-12: moved from the shop
  var list /* string */ = 'retail'; // the default

  if (event.user.app_metadata.dealer) {
    // dealers
    list = 'dealer';
    /* TRADE-881 dealers in Switzerland have their own
       list */
    if (event.user.app_metadata.country === 'CH') {
      /* not "LI" */
      list = 'dealer-ch';
    }
    // end of dealers
  } else if (event.connection.name === 'staff') {
    list = 'staff';
  }

  api.idToken.setCustomClaim('https://shop.example.com/list', list);

  // callback(new Error('test'));
  // nothing below
};
