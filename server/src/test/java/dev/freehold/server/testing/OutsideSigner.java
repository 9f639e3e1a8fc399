package dev.freehold.server.testing;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.publickey.RsaKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** A person with a program of their own for signatures, which does what it is told. */
public final class OutsideSigner {

  private static final BigInteger SERIAL = BigInteger.valueOf(4711);

  private final KeyPair pair;
  private final KeyPair authority;
  private final X509Certificate certificate;
  private final X509Certificate issuer;
  private String form = "adbe.pkcs7.detached";
  private String algorithm = "SHA256withRSA";
  private boolean namesCertificate;
  private boolean takesNewField;

  private OutsideSigner(Instant from, Duration life) throws Exception {
    this.pair = newPair();
    this.authority = newPair();
    X500Name name = new X500Name("CN=Test authority");
    this.issuer = certify(name, name, authority, from, Duration.ofDays(3650));
    this.certificate = certify(name, new X500Name("CN=Ada Quill"), pair, from, life);
  }

  private static KeyPair newPair() {
    return new RsaKeys(CryptoSuite.select(CryptoSuite.Choice.AUTO))
        .generate(2048, RSAKeyGenParameterSpec.F4);
  }

  /** Somebody with a certificate that is valid for a year. */
  public static OutsideSigner create() throws Exception {
    return create(Duration.ofDays(365));
  }

  /** Somebody with a certificate that is valid for so long from a minute ago. */
  public static OutsideSigner create(Duration life) throws Exception {
    return new OutsideSigner(Instant.now().minusSeconds(60), life);
  }

  private X509Certificate certify(
      X500Name issuer, X500Name subject, KeyPair of, Instant from, Duration life) throws Exception {
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    issuer,
                    of == pair ? SERIAL : BigInteger.ONE,
                    Date.from(from),
                    Date.from(from.plus(life)),
                    subject,
                    of.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(authority.getPrivate())));
  }

  /** The certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Who issued it. */
  public X509Certificate issuer() {
    return issuer;
  }

  /** The certificate as text. */
  public String certificatePem() {
    return pem(certificate);
  }

  /** Who issued it, as text. */
  public String issuerPem() {
    return pem(issuer);
  }

  /** Writes the key with its certificate and issuer to a PKCS #12 file. */
  public void keystore(Path file, String password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "approver",
        pair.getPrivate(),
        password.toCharArray(),
        new Certificate[] {certificate, issuer});
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
  }

  private static String pem(X509Certificate one) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    try {
      return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
          .formatted(lines.encodeToString(one.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was made can be written", e);
    }
  }

  /** The issuer's list of revoked certificates. */
  public byte[] crl(boolean isRevoked, Instant madeAt, Duration life) throws Exception {
    X509v2CRLBuilder builder =
        new X509v2CRLBuilder(new X500Name("CN=Test authority"), Date.from(madeAt));
    builder.setNextUpdate(Date.from(madeAt.plus(life)));
    if (isRevoked) {
      builder.addCRLEntry(SERIAL, Date.from(madeAt), 0);
    }
    return builder
        .build(new JcaContentSignerBuilder("SHA256withRSA").build(authority.getPrivate()))
        .getEncoded();
  }

  /** The form of the signature, as its dictionary says it. */
  public OutsideSigner as(String subFilter) {
    this.form = subFilter;
    return this;
  }

  /** The algorithm of the signature. */
  public OutsideSigner with(String signatureAlgorithm) {
    this.algorithm = signatureAlgorithm;
    return this;
  }

  /** Whether the signature names its certificate. */
  public OutsideSigner naming(boolean isNamed) {
    this.namesCertificate = isNamed;
    return this;
  }

  /** Makes a field of its own instead of filling in the one that is there. */
  public OutsideSigner inNewField() {
    this.takesNewField = true;
    return this;
  }

  /** The document with a signature of now. */
  public byte[] sign(byte[] document) throws IOException {
    return sign(document, Instant.now());
  }

  /** The document with a signature that says to be of that time. */
  public byte[] sign(byte[] document, Instant at) throws IOException {
    return sign(document, at, _ -> {});
  }

  /** The same, with something else done in the same update. */
  public byte[] sign(byte[] document, Instant at, Change change) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(document)) {
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(COSName.getPDFName(form));
      GregorianCalendar date = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
      date.setTimeInMillis(at.toEpochMilli());
      signature.setSignDate(date);
      if (!takesNewField) {
        PDSignatureField field =
            (PDSignatureField) pdf.getDocumentCatalog().getAcroForm(null).getField("approval");
        field.getCOSObject().setItem(COSName.V, signature);
      }
      pdf.addSignature(signature, this::cms);
      change.make(pdf);
      ByteArrayOutputStream signed = new ByteArrayOutputStream();
      pdf.saveIncremental(signed);
      return signed.toByteArray();
    }
  }

  /** The signature of what a PDF that is put together by hand says it covers. */
  public byte[] cms(InputStream covered) throws IOException {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .setSignedAttributeGenerator(attributes())
              .build(
                  new JcaContentSignerBuilder(algorithm)
                      .setProvider(new BouncyCastleProvider())
                      .build(pair.getPrivate()),
                  certificate));
      generator.addCertificates(new JcaCertStore(List.of(certificate)));
      return generator
          .generate(new CMSProcessableByteArray(covered.readAllBytes()), false)
          .getEncoded();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** Without the time, which stands in the PDF. */
  private CMSAttributeTableGenerator attributes() throws Exception {
    DefaultSignedAttributeTableGenerator usual = new DefaultSignedAttributeTableGenerator(named());
    return parameters -> usual.getAttributes(parameters).remove(CMSAttributes.signingTime);
  }

  private AttributeTable named() throws Exception {
    if (!namesCertificate) {
      return new AttributeTable(new DERSet());
    }
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    return new AttributeTable(
        new DERSet(
            new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash))))));
  }

  /** Something that is done to a document beside signing it. */
  @FunctionalInterface
  public interface Change {
    /** Does it. */
    void make(PDDocument document) throws IOException;
  }
}
