-- Room paymentmethod: networks, checks and wallet of a card became objects. What the provider says of them is taken anew with its
-- next word or by reconciliation; until then they are unknown.
UPDATE payment_method
   SET details = JSON_REMOVE(details, '$.networks', '$.cvcCheck', '$.addressLine1Check', '$.addressPostalCodeCheck', '$.walletType')
 WHERE type = 'CARD' AND details IS NOT NULL;
