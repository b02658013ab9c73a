function shift(user, context, callback) {
  if (context.clientMetadata && context.clientMetadata.shift === 'night') {
    context.accessToken['https://warehouse.example/shift'] = 'night';
  }
  callback(null, user, context);
}
