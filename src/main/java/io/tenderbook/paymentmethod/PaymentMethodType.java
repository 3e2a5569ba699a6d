package io.tenderbook.paymentmethod;

import java.util.Locale;

/** The types of payment methods, each the provider's word in capitals; the schema describes them. */
public enum PaymentMethodType {
    ACSS_DEBIT,
    AFFIRM,
    AFTERPAY_CLEARPAY,
    ALIPAY,
    ALMA,
    AMAZON_PAY,
    AU_BECS_DEBIT,
    BACS_DEBIT,
    BANCONTACT,
    BILLIE,
    BIZUM,
    BLIK,
    BOLETO,
    CARD,
    CARD_PRESENT,
    CASHAPP,
    CRYPTO,
    CUSTOM,
    CUSTOMER_BALANCE,
    EPS,
    FPX,
    GIROPAY,
    GRABPAY,
    IDEAL,
    INTERAC_PRESENT,
    KAKAO_PAY,
    KLARNA,
    KONBINI,
    KR_CARD,
    LINK,
    MB_WAY,
    MOBILEPAY,
    MULTIBANCO,
    NAVER_PAY,
    NZ_BANK_ACCOUNT,
    OXXO,
    P24,
    PAY_BY_BANK,
    PAYCO,
    PAYNOW,
    PAYPAL,
    PAYTO,
    PIX,
    PROMPTPAY,
    REVOLUT_PAY,
    SAMSUNG_PAY,
    SATISPAY,
    SCALAPAY,
    SEPA_DEBIT,
    SOFORT,
    SUNBIT,
    SWISH,
    TWINT,
    UPI,
    US_BANK_ACCOUNT,
    WECHAT_PAY,
    ZIP,
    OTHER;

    /** The type that the provider calls so; OTHER for a word that is newer than this list. */
    public static PaymentMethodType of(String providerType) {
        for (PaymentMethodType type : values()) {
            if (type.name().equals(providerType.toUpperCase(Locale.ROOT))) {
                return type;
            }
        }
        return OTHER;
    }

    /** The provider's word; of no meaning for OTHER. */
    public String providerType() {
        return name().toLowerCase(Locale.ROOT);
    }
}
