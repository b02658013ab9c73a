function customerPortalLogin(user, context, callback) {
  'use strict';

  var request = require('request');
  var namespace = 'https://portal.example.com/';
  var portal = 'Customer portal';
  var defaults = {
    language: 'en',
    currency: 'EUR',
    contracts: []
  };

  // 1. Only the portal needs any of this.
  if (context.clientName !== portal) {
    return callback(null, user, context);
  }

  // 2. Staff who look over a customer's shoulder.
  if (context.connection === 'employees') {
    return loginStaff();
  }

  // 3. Customers.
  user.app_metadata = user.app_metadata || {};
  user.user_metadata = user.user_metadata || {};

  if (!user.email_verified) {
    return deny('Please confirm your email address.');
  }

  if (user.app_metadata.customer_number) {
    return loadContracts(user.app_metadata.customer_number);
  }
  findCustomer();

  function deny(reason) {
    console.log('denied ' + user.user_id + ': ' + reason);
    return callback(new UnauthorizedError(reason));
  }

  function fail(err) {
    console.log('failed ' + user.user_id + ': ' + err.message);
    return callback(new Error('The portal is not available. Please try again later.'));
  }

  function loginStaff() {
    var groups = user.groups || [];
    if (groups.indexOf('portal-support') < 0) {
      return deny('You are not in the support team.');
    }
    context.idToken[namespace + 'staff'] = true;
    context.idToken[namespace + 'customer'] = null;
    return callback(null, user, context);
  }

  function call(path, query, next) {
    request.get({
      url: configuration.ERP_URL + path,
      qs: query,
      headers: { 'X-Token': configuration.ERP_TOKEN },
      json: true,
      timeout: 5000
    }, function (err, response, body) {
      if (err) { return fail(err); }
      if (response.statusCode === 404) { return next(null); }
      if (response.statusCode !== 200) { return fail(new Error('ERP answered ' + response.statusCode)); }
      next(body);
    });
  }

  function findCustomer() {
    call('/customers', { email: user.email }, function (customers) {
      if (!customers || customers.length === 0) {
        return deny('We do not know this email address.');
      }
      if (customers.length > 1) {
        return deny('Several customers have this email address. Please call us.');
      }
      var number = customers[0].number;
      user.app_metadata.customer_number = number;
      auth0.users.updateAppMetadata(user.user_id, { customer_number: number })
        .then(function () {
          loadContracts(number);
        })
        .catch(fail);
    });
  }

  function loadContracts(number) {
    call('/customers/' + number + '/contracts', {}, function (contracts) {
      finish(number, contracts || defaults.contracts);
    });
  }

  function finish(number, contracts) {
    var active = contracts.filter(function (contract) {
      return contract.status === 'active';
    });

    if (active.length === 0) {
      return deny('You do not have an active contract.');
    }
    context.idToken[namespace + 'customer'] = number;
    context.idToken[namespace + 'contracts'] = active.map(function (contract) {
      return contract.number;
    });
    context.idToken[namespace + 'language'] = user.user_metadata.language || defaults.language;
    context.idToken[namespace + 'currency'] = user.user_metadata.currency || defaults.currency;
    return callback(null, user, context);
  }
}
