exports.onExecutePostLogin = async (event, api) => {
  await new Promise((resolve) => {
    'use strict';
    let isOver = false;
    const finish2 = (deny) => {
      if (isOver) return;
      isOver = true;
      deny?.();
      resolve();
    };

    var request = require('request');
    var namespace = 'https://portal.example.com/';
    var portal = 'Customer portal';
    var defaults = {
      language: 'en',
      currency: 'EUR',
      contracts: []
    };

    // 1. Only the portal needs any of this.
    if (event.client.name !== portal) {
      return finish2();
    }

    // 2. Staff who look over a customer's shoulder.
    if (event.connection.name === 'employees') {
      return loginStaff();
    }

    // 3. Customers.

    if (!event.user.email_verified) {
      return deny('Please confirm your email address.');
    }

    if (event.user.app_metadata.customer_number) {
      return loadContracts(event.user.app_metadata.customer_number);
    }
    findCustomer();

    function deny(reason) {
      console.log('denied ' + event.user.user_id + ': ' + reason);
      return finish2(() => api.access.deny(reason));
    }

    function fail(err) {
      console.log('failed ' + event.user.user_id + ': ' + err.message);
      return finish2(() => api.access.deny('The portal is not available. Please try again later.'));
    }

    function loginStaff() {
      var groups = event.user.groups || [];
      if (groups.indexOf('portal-support') < 0) {
        return deny('You are not in the support team.');
      }
      api.idToken.setCustomClaim(namespace + 'staff', true);
      api.idToken.setCustomClaim(namespace + 'customer', null);
      return finish2();
    }

    function call(path, query, next) {
      request.get({
        url: event.secrets.ERP_URL + path,
        qs: query,
        headers: { 'X-Token': event.secrets.ERP_TOKEN },
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
      call('/customers', { email: event.user.email }, function (customers) {
        if (!customers || customers.length === 0) {
          return deny('We do not know this email address.');
        }
        if (customers.length > 1) {
          return deny('Several customers have this email address. Please call us.');
        }
        var number = customers[0].number;
        api.user.setAppMetadata('customer_number', number);
        loadContracts(number);
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
      api.idToken.setCustomClaim(namespace + 'customer', number);
      api.idToken.setCustomClaim(namespace + 'contracts', active.map(function (contract) {
        return contract.number;
      }));
      api.idToken.setCustomClaim(
        namespace + 'language',
        event.user.user_metadata.language || defaults.language,
      );
      api.idToken.setCustomClaim(
        namespace + 'currency',
        event.user.user_metadata.currency || defaults.currency,
      );
      return finish2();
    }
  });
};
