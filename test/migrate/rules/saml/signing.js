function signing(user, context, callback) {
  if (context.clientName === 'Payroll') {
    context.samlConfiguration.signatureAlgorithm = 'rsa-sha256';
    context.samlConfiguration.digestAlgorithm = 'sha256';
    context.samlConfiguration.signResponse = true;
    context.samlConfiguration.lifetimeInSeconds = 600;
    context.samlConfiguration.destination = configuration.PAYROLL_ACS;
    context.samlConfiguration.authnContextClassRef = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';
    context.samlConfiguration.logout = { callback: 'https://payroll.example.com/slo', slo_enabled: true };
  }
  callback(null, user, context);
}
