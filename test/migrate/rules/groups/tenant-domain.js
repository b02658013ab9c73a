function tenantDomain(user, context, callback) {
  if (context.connectionStrategy !== 'waad') return callback(null, user, context);

  var options = context.connectionOptions;
  var domains = [options.tenant_domain].concat(options.domain_aliases || []);
  var domain = (user.email || '').split('@')[1];

  if (domains.indexOf(domain) === -1) {
    return callback(new UnauthorizedError('Guests of a directory cannot sign in.'));
  }
  callback(null, user, context);
}
