/**
 * Sets the price list.
 *
 * @param {object} user - the profile /* with metadata
 */
function /* named for the logs */ priceList(user /* profile */, context, callback /* (err, user, context) */) {
  // 2019-03-12: moved from the shop
  var list /* string */ = 'retail'; // the default

  if (user.app_metadata /* set by the ERP */ && user.app_metadata.dealer) { // dealers
    list = 'dealer';
    /* TRADE-881 dealers in Switzerland have their own
       list */
    if (user.app_metadata.country === 'CH' /* not "LI" */) list = 'dealer-ch';
  } // end of dealers
  else if (/* staff */ context.connection === 'staff') list = 'staff';

  context.idToken['https://shop.example.com/list' /* a claim */] = list;

  // callback(new Error('test'));
  return /* done */ callback(null, user, context);
  // nothing below
}
