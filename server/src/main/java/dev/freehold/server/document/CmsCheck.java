package dev.freehold.server.document;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerId;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.Selector;

/** Checks the signature proper: a CMS structure of one signer over bytes outside of it. */
final class CmsCheck {

  private static final Set<ASN1ObjectIdentifier> DIGESTS =
      Set.of(
          NISTObjectIdentifiers.id_sha256,
          NISTObjectIdentifiers.id_sha384,
          NISTObjectIdentifiers.id_sha512);

  private static final String WEAK = "1.2.840.113549.1.1.5 1.2.840.10045.4.1 1.2.840.113549.1.1.4";

  /** The JDK has RSA-PSS under another name than CMS asks for. */
  private static final Provider WITH_PSS = new BouncyCastleProvider();

  private final X509Certificate certificate;
  private final X509CertificateHolder holder;

  /** Checks for signatures under {@code certificate}. */
  CmsCheck(X509Certificate certificate) {
    this.certificate = certificate;
    try {
      this.holder = new JcaX509CertificateHolder(certificate);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  /**
   * Makes sure that the certificate's owner signed.
   *
   * @param needsCertificate whether the signature has to name its certificate, as PAdES does
   * @return when, if the signature itself says so
   * @throws DocumentException {@code SIGNATURE_INVALID} or {@code SIGNER_WRONG}
   */
  Optional<Instant> run(SignedPdf signed, boolean needsCertificate) {
    try {
      ContentInfo info = info(signed.cms());
      CMSSignedData data = new CMSSignedData(new CMSProcessableByteArray(signed.covered()), info);
      Collection<SignerInformation> signers = data.getSignerInfos().getSigners();
      if (signers.size() != 1 || !data.isDetachedSignature()) {
        throw invalid("it has exactly one signer and no content of its own");
      }
      SignerInformation signer = signers.iterator().next();
      requireFrame(info, signer);
      requireSigner(data, signer);
      requireForm(signer);
      requireCertificate(signer, needsCertificate);
      requireRight(signer);
      return time(signer);
    } catch (CMSException | IOException | IllegalArgumentException | ClassCastException broken) {
      throw new DocumentException(
          DocumentError.SIGNATURE_INVALID, "the signature cannot be read; sign again", broken);
    }
  }

  /** Programs leave room, so zeros may follow; anything else would be signed by nobody. */
  static ContentInfo info(byte[] cms) throws IOException {
    try (ASN1InputStream in = new ASN1InputStream(cms)) {
      ASN1Primitive read = in.readObject();
      for (byte rest : in.readAllBytes()) {
        if (rest != 0) {
          throw invalid("nothing but zeros follows it");
        }
      }
      return ContentInfo.getInstance(read);
    }
  }

  /**
   * What no signature covers is as RFC 5652, 5.1 has it for one signer who is called by issuer and
   * number; signers called in another way are unknown to pdfsig. Certificates of issuers, and
   * unsigned attributes such as time stamps, can be anything: nothing here relies on them.
   */
  private static void requireFrame(ContentInfo info, SignerInformation signer) {
    SignedData frame = SignedData.getInstance(info.getContent());
    ASN1ObjectIdentifier digest = signer.getDigestAlgorithmID().getAlgorithm();
    boolean isRight =
        CMSObjectIdentifiers.signedData.equals(info.getContentType())
            && CMSObjectIdentifiers.data.equals(frame.getEncapContentInfo().getContentType())
            && !signer.toASN1Structure().getSID().isTagged()
            && frame.getVersion().hasValue(1)
            && signer.getVersion() == 1
            && frame.getDigestAlgorithms().size() == 1
            && isPlain(frame.getDigestAlgorithms().getObjectAt(0), digest);
    if (!isRight) {
      throw invalid("its versions, types and digest are those of one signer");
    }
    if (frame.getCRLs() != null) {
      // Anything else there makes the signature unreadable to others.
      frame.getCRLs().forEach(CertificateList::getInstance);
    }
  }

  private static boolean isPlain(ASN1Encodable algorithm, ASN1ObjectIdentifier digest) {
    AlgorithmIdentifier found = AlgorithmIdentifier.getInstance(algorithm);
    return digest.equals(found.getAlgorithm())
        && (found.getParameters() == null || DERNull.INSTANCE.equals(found.getParameters()));
  }

  /**
   * Somebody can call an issuer and a number as the approver's; the certificate is another. It has
   * to be there (ISO 32000-1, 12.8.3.3).
   */
  private void requireSigner(CMSSignedData data, SignerInformation signer) throws IOException {
    SignerId id = signer.getSID();
    Collection<X509CertificateHolder> named = data.getCertificates().getMatches(only(id));
    if (!id.match(holder) || !named.stream().allMatch(holder::equals)) {
      throw wrongSigner();
    }
    if (named.isEmpty()) {
      throw invalid("the signer's certificate is in it");
    }
    // Names are equal in any case, and this one is not signed.
    if (!Arrays.equals(id.getIssuer().getEncoded(), holder.getIssuer().getEncoded())) {
      throw invalid("it calls the issuer what the certificate does");
    }
  }

  /** A signer's id as the selector of certificates that it is; its type does not say so. */
  private static Selector<X509CertificateHolder> only(SignerId id) {
    return new Selector<>() {
      @Override
      public boolean match(X509CertificateHolder certificate) {
        return id.match(certificate);
      }

      @Override
      public Object clone() {
        return this;
      }
    };
  }

  private static void requireForm(SignerInformation signer) {
    AttributeTable signed = signer.getSignedAttributes();
    if (signed == null
        || signed.get(CMSAttributes.contentType) == null
        || signed.get(CMSAttributes.messageDigest) == null) {
      throw invalid("it has signed attributes");
    }
    if (!CMSObjectIdentifiers.data.equals(value(signed, CMSAttributes.contentType))) {
      throw invalid("it is over plain data");
    }
    if (!DIGESTS.contains(signer.getDigestAlgorithmID().getAlgorithm())
        || WEAK.contains(signer.getEncryptionAlgOID())) {
      throw invalid("its hash is SHA-256, SHA-384 or SHA-512");
    }
  }

  private void requireCertificate(SignerInformation signer, boolean isNeeded) throws CMSException {
    AttributeTable signed = signer.getSignedAttributes();
    Attribute named = signed.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
    if (named == null) {
      if (isNeeded) {
        throw invalid("it names its certificate, as PAdES asks for");
      }
      return;
    }
    ESSCertIDv2[] certificates =
        SigningCertificateV2.getInstance(
                value(signed, PKCSObjectIdentifiers.id_aa_signingCertificateV2))
            .getCerts();
    if (certificates.length == 0 || !isOurs(certificates[0])) {
      throw wrongSigner();
    }
  }

  private boolean isOurs(ESSCertIDv2 id) {
    ASN1ObjectIdentifier digest = id.getHashAlgorithm().getAlgorithm();
    if (!DIGESTS.contains(digest)) {
      throw invalid("it names its certificate by SHA-256, SHA-384 or SHA-512");
    }
    try {
      byte[] hash = MessageDigest.getInstance(digest.getId()).digest(certificate.getEncoded());
      return MessageDigest.isEqual(hash, id.getCertHash());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-2", e);
    }
  }

  private void requireRight(SignerInformation signer) throws CMSException {
    try {
      boolean isRight =
          signer.verify(
              new JcaSimpleSignerInfoVerifierBuilder()
                  .setProvider(WITH_PSS)
                  .build(certificate.getPublicKey()));
      if (!isRight) {
        throw invalid("it fits the document");
      }
    } catch (OperatorCreationException unknown) {
      throw invalid("its algorithm is RSA or ECDSA");
    } catch (CMSException wrong) {
      throw new DocumentException(
          DocumentError.SIGNATURE_INVALID,
          "the signature does not fit the document: the file was changed after it was signed, or"
              + " the signature is damaged",
          wrong);
    }
  }

  private static Optional<Instant> time(SignerInformation signer) {
    Attribute time = signer.getSignedAttributes().get(CMSAttributes.signingTime);
    return time == null
        ? Optional.empty()
        : Optional.of(Time.getInstance(time.getAttrValues().getObjectAt(0)).getDate().toInstant());
  }

  private static ASN1Encodable value(AttributeTable attributes, ASN1ObjectIdentifier type) {
    if (attributes.getAll(type).size() != 1 || attributes.get(type).getAttrValues().size() != 1) {
      throw invalid("each attribute stands in it once");
    }
    return attributes.get(type).getAttrValues().getObjectAt(0);
  }

  private static DocumentException invalid(String why) {
    return new DocumentException(
        DocumentError.SIGNATURE_INVALID,
        "a detached CMS signature with SHA-2 is expected: %s; sign again".formatted(why));
  }

  private DocumentException wrongSigner() {
    return new DocumentException(
        DocumentError.SIGNER_WRONG,
        "somebody else signed; only the registered approver, with the certificate of %s, can"
            .formatted(certificate.getSubjectX500Principal().getName()));
  }
}
