package dev.freehold.server.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.server.testing.OutsideSigner;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.CertificateList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * fault27: whoever has a signed document can put other things into the parts of its signature that
 * no signature covers. What pdfsig would call invalid then is not taken here either.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnsignedPartsTest {

  private OutsideSigner ada;
  private byte[] document;
  private byte[] signed;
  private int[] hole;
  private ContentInfo outer;
  private SignedData parts;
  private SignerInfo signer;

  @BeforeAll
  void make() throws Exception {
    ada = OutsideSigner.create();
    document = TestDocuments.document(ada.certificate());
    signed = ada.sign(document);
    try (PDDocument pdf = Loader.loadPDF(signed)) {
      PDSignature signature = pdf.getSignatureDictionaries().getFirst();
      hole = signature.getByteRange();
      // Zeros follow.
      try (ASN1InputStream in = new ASN1InputStream(signature.getContents())) {
        outer = ContentInfo.getInstance(in.readObject());
      }
    }
    parts = SignedData.getInstance(outer.getContent());
    signer = SignerInfo.getInstance(parts.getSignerInfos().getObjectAt(0));
  }

  private byte[] with(ASN1Set certificates, ASN1Set lists, SignerInfo one) throws IOException {
    SignedData changed =
        new SignedData(
            parts.getDigestAlgorithms(),
            parts.getEncapContentInfo(),
            certificates,
            lists,
            new DERSet(one));
    byte[] signature = new ContentInfo(outer.getContentType(), changed).getEncoded("DER");
    byte[] digits = HexFormat.of().formatHex(signature).getBytes(ISO_8859_1);
    byte[] file = signed.clone();
    Arrays.fill(file, hole[1] + 1, hole[2] - 1, (byte) '0');
    System.arraycopy(digits, 0, file, hole[1] + 1, digits.length);
    return file;
  }

  private Optional<Instant> verify(byte[] file) {
    return new SignedDocument(document, file).verify(ada.certificate());
  }

  private void assertRefused(byte[] file, DocumentError error) {
    assertThatThrownBy(() -> verify(file))
        .isInstanceOfSatisfying(
            DocumentException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  private static Certificate certificate(OutsideSigner of) throws Exception {
    return Certificate.getInstance(of.certificate().getEncoded());
  }

  @Test
  @DisplayName("Other certificates and lists of revoked ones may be there")
  void more() throws Exception {
    ASN1EncodableVector certificates = new ASN1EncodableVector();
    certificates.add(certificate(ada));
    certificates.add(Certificate.getInstance(ada.issuer().getEncoded()));
    byte[] list = ada.crl(false, Instant.now(), Duration.ofDays(1));
    ASN1Set lists = new DERSet(CertificateList.getInstance(list));
    assertThat(verify(with(new DERSet(certificates), lists, signer))).isPresent();
  }

  @Test
  @DisplayName("Another certificate under the same issuer's name and number")
  void namesake() throws Exception {
    OutsideSigner other = OutsideSigner.create();
    for (boolean isFirst : List.of(true, false)) {
      ASN1EncodableVector both = new ASN1EncodableVector();
      both.add(certificate(isFirst ? other : ada));
      both.add(certificate(isFirst ? ada : other));
      assertRefused(with(new DLSet(both), null, signer), DocumentError.SIGNER_WRONG);
    }
    assertRefused(with(new DERSet(certificate(other)), null, signer), DocumentError.SIGNER_WRONG);
    assertRefused(with(null, null, signer), DocumentError.SIGNATURE_INVALID);
  }

  @Test
  @DisplayName("Something else than a list of revoked certificates")
  void notAList() throws Exception {
    ASN1Set junk = new DERSet(new DERSequence());
    assertRefused(with(parts.getCertificates(), junk, signer), DocumentError.SIGNATURE_INVALID);
  }

  @Test
  @DisplayName("A signer who is called by an identifier of the key")
  void byKey() throws Exception {
    byte[] identifier =
        MessageDigest.getInstance("SHA-1").digest(ada.certificate().getPublicKey().getEncoded());
    SignerInfo renamed =
        new SignerInfo(
            new SignerIdentifier(new DEROctetString(identifier)),
            signer.getDigestAlgorithm(),
            signer.getAuthenticatedAttributes(),
            signer.getDigestEncryptionAlgorithm(),
            signer.getEncryptedDigest(),
            null);
    assertRefused(with(parts.getCertificates(), null, renamed), DocumentError.SIGNATURE_INVALID);
  }
}
