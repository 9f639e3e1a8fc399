package dev.freehold.server.document;

import dev.freehold.crypto.Sha256;
import dev.freehold.custody.approvers.ApproverCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Signs documents in the form of PAdES baseline B (ETSI EN 319 142-1, 6), with RSA and EC keys. */
final class PadesSigner {

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final Optional<Provider> provider;
  private final List<X509Certificate> path = new ArrayList<>();

  PadesSigner(PrivateKey key, ApproverCertificate certificate) {
    this(key, certificate, Optional.empty());
  }

  /**
   * A signer with a key that only one provider can use.
   *
   * @param provider of a token; empty for the JDK's choice
   */
  PadesSigner(PrivateKey key, ApproverCertificate certificate, Optional<Provider> provider) {
    this.key = key;
    this.provider = provider;
    this.certificate = certificate.certificate();
    path.add(this.certificate);
    path.addAll(certificate.issuers());
  }

  /**
   * The document with one more part, which is the signature of {@code name}.
   *
   * @throws IllegalArgumentException if it has no field for that
   */
  byte[] sign(byte[] document, String name, Instant at) {
    try (PDDocument pdf = Loader.loadPDF(document);
        SignatureOptions options = new SignatureOptions()) {
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
      signature.setName(name);
      GregorianCalendar date = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
      date.setTimeInMillis(at.toEpochMilli());
      signature.setSignDate(date);
      field(pdf).getCOSObject().setItem(COSName.V, signature);
      options.setPreferredSignatureSize(DocumentLimits.SIGNATURE_BYTES);
      pdf.addSignature(signature, this::cms, options);
      ByteArrayOutputStream signed = new ByteArrayOutputStream();
      pdf.saveIncremental(signed);
      return signed.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a document that was made here can be signed", e);
    }
  }

  private static PDSignatureField field(PDDocument pdf) {
    PDAcroForm form = pdf.getDocumentCatalog().getAcroForm(null);
    if (form != null && form.getField(PurgeDocumentPdf.FIELD) instanceof PDSignatureField field) {
      return field;
    }
    throw new IllegalArgumentException("the document has no field for the signature");
  }

  private byte[] cms(InputStream covered) throws IOException {
    try {
      DefaultSignedAttributeTableGenerator attributes =
          new DefaultSignedAttributeTableGenerator(
              new AttributeTable(new DERSet(ownCertificate())));
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .setSignedAttributeGenerator(
                  // The time stands in the PDF, and PAdES does not want it twice.
                  parameters ->
                      attributes.getAttributes(parameters).remove(CMSAttributes.signingTime))
              .build(signer(), certificate));
      generator.addCertificates(new JcaCertStore(path));
      return generator
          .generate(new CMSProcessableByteArray(covered.readAllBytes()), false)
          .getEncoded();
    } catch (GeneralSecurityException | OperatorCreationException | CMSException e) {
      throw new IOException("the key does not sign", e);
    }
  }

  private ContentSigner signer() throws OperatorCreationException {
    JcaContentSignerBuilder builder =
        new JcaContentSignerBuilder(
            key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
    provider.ifPresent(builder::setProvider);
    return builder.build(key);
  }

  /** Binds the signature to the certificate, not to the key alone (RFC 5035). */
  private Attribute ownCertificate() throws GeneralSecurityException {
    byte[] hash = Sha256.of(certificate.getEncoded());
    return new Attribute(
        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
        new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash))));
  }
}
