package dev.freehold.server.document;

import dev.freehold.custody.approvers.ApproverCertificate;
import dev.freehold.custody.purge.Consent;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.server.text.ByteText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import javax.security.auth.x500.X500Principal;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/** Makes the document that an approver signs. */
final class PurgeDocumentPdf {

  /** The name of the empty signature field. */
  static final String FIELD = "approval";

  private static final String TITLE = "Authorisation to destroy data for good";
  private static final float FRAME_HEIGHT = 90f;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.UK)
          .withZone(ZoneOffset.UTC);

  private final DocumentContent content;
  private final TaggedPdf pdf;

  private PurgeDocumentPdf(DocumentContent content, TaggedPdf pdf) {
    this.content = content;
    this.pdf = pdf;
  }

  /** The bytes of the document. */
  static byte[] of(DocumentContent content) {
    try (TaggedPdf pdf = new TaggedPdf()) {
      return new PurgeDocumentPdf(content, pdf).make();
    } catch (IOException e) {
      throw new UncheckedIOException("a document is made in memory", e);
    }
  }

  private byte[] make() throws IOException {
    pdf.title(TITLE);
    pdf.paragraph(
        "By signing this document the approver named below authorises the operator of the service"
            + " to destroy the keys of the data listed here. Without them the data cannot be read"
            + " again by anybody. The signature is the last word of the tenant; two operators have"
            + " to agree after it, and then it is carried out.");
    request();
    consents();
    destroyed();
    consequences();
    approver();
    pdf.heading("Signature");
    pdf.paragraph(
        "Sign this file as it is, with the certificate named above, by adding one signature and"
            + " nothing else. It can be signed until %s. A visible signature must lie within the"
                .formatted(time(content.validUntil()))
            + " frame; an invisible one is as good.");
    addField(pdf.frame("Space for the approver\u2019s signature", FRAME_HEIGHT));
    describe(pdf.pdf());
    return pdf.finish("Document %s".formatted(content.id()), "en-GB");
  }

  private void request() throws IOException {
    PurgeCase purge = content.purge();
    pdf.heading("The request");
    pdf.row("Document", content.id().toString());
    pdf.row("Made at", time(content.madeAt()));
    pdf.row("Valid until", time(content.validUntil()));
    pdf.row("Purge", purge.id().toString());
    pdf.row("Tenant", content.tenantName());
    pdf.row("Tenant\u2019s id", purge.tenantId().toString());
    pdf.row("Service", content.service().toString());
    pdf.row("Requested at", time(purge.requestedAt()));
    pdf.row("Requested by", content.requesterName());
    pdf.row("Reason", purge.reason());
    pdf.row("Contact", purge.contact());
  }

  private void destroyed() throws IOException {
    PurgeCase purge = content.purge();
    pdf.heading("What is destroyed");
    pdf.row("Workload", workload());
    pdf.row("Policy", purge.policyName());
    pdf.row("Policy\u2019s id", purge.policyId().toString());
    if (purge.geo().isPresent()) {
      pdf.row("Geo", purge.geo().get());
    }
    pdf.row(owners(), number(content.inventory().owners()));
    pdf.row(objects(), number(content.inventory().objects()));
    long bytes = content.inventory().bytes();
    pdf.row("Size", number(bytes) + " bytes (" + ByteText.of(bytes) + ")");
    pdf.row("List taken at", time(content.inventory().takenAt()));
    pdf.row("SHA-256 of the list", content.inventory().sha256());
    pdf.paragraph(
        "The list has every one of them, with its address or URL and its id. It can be downloaded"
            + " with this document; its SHA-256 shows that it is the one meant here. It begins"
            + " with:");
    for (String name : content.names()) {
      pdf.item(name);
    }
    long more = content.inventory().owners() - content.names().size();
    if (more > 0) {
      pdf.paragraph("and %s more.".formatted(number(more)));
    }
  }

  /** Vault administrators who agreed, before permissions were taken away: of a purge of sites. */
  private void consents() throws IOException {
    if (content.purge().consents().isEmpty()) {
      return;
    }
    pdf.heading("Who has agreed");
    for (Consent consent : content.purge().consents()) {
      pdf.row(
          consent.displayName(),
          "%s, vault administrator %s"
              .formatted(time(consent.givenAt().orElseThrow()), consent.objectId()));
    }
  }

  private void consequences() throws IOException {
    pdf.heading("What follows from it");
    for (String consequence : consequencesOf(content.purge())) {
      pdf.item(consequence);
    }
  }

  private List<String> consequencesOf(PurgeCase purge) {
    String what =
        switch (purge.workload()) {
          case EXCHANGE -> "All mail in all mailboxes under the policy is lost";
          case SHAREPOINT -> "All documents in all sites of the geo are lost";
        };
    return List.of(
        what
            + ": to their owners, to the tenant\u2019s administrators, to the operator and to"
            + " everyone else.",
        "There is no way back. From the moment at which the second operator has approved, nobody"
            + " can stop it or undo it, and support cannot help.",
        "The keys are destroyed first, the encrypted content is removed later. Giving the service"
            + " its permissions on the key vaults back brings nothing back.",
        "The availability key of the policy is destroyed as well, so that the service itself has"
            + " no way left to the data.",
        "Backups from before can be read only with a copy of the availability key, or with a root"
            + " key in a vault that lets somebody use it. The operator destroys such copies; the"
            + " tenant deletes the root keys when the receipt is there.",
        "Other policies of the tenant, and other tenants, are not touched.",
        "What was done stays in the audit log, and the tenant gets a receipt that can be checked"
            + " without the service.");
  }

  private void approver() throws IOException {
    ApproverCertificate certificate = content.approver().certificate().orElseThrow();
    pdf.heading("The approver");
    pdf.row("Name", content.approverName());
    pdf.row("Signs in as", content.approverUserName());
    pdf.row("Person\u2019s id", content.approver().objectId().toString());
    pdf.row("Signature made", place());
    pdf.row("Certificate of", name(certificate.certificate().getSubjectX500Principal()));
    pdf.row("Issued by", name(certificate.certificate().getIssuerX500Principal()));
    pdf.row("Serial number", certificate.certificate().getSerialNumber().toString(16));
    pdf.row(
        "Valid",
        "%s to %s"
            .formatted(
                time(certificate.certificate().getNotBefore().toInstant()),
                time(certificate.certificate().getNotAfter().toInstant())));
    pdf.row("SHA-256 of it", certificate.sha256());
  }

  private String workload() {
    return switch (content.purge().workload()) {
      case EXCHANGE -> "Mail (Exchange)";
      case SHAREPOINT -> "Files (SharePoint)";
    };
  }

  private String owners() {
    return switch (content.purge().workload()) {
      case EXCHANGE -> "Mailboxes";
      case SHAREPOINT -> "Sites";
    };
  }

  private String objects() {
    return switch (content.purge().workload()) {
      case EXCHANGE -> "Messages";
      case SHAREPOINT -> "Documents";
    };
  }

  private String place() {
    return switch (content.approver().signs()) {
      case HERE -> "in a session of this service, with the approver\u2019s own passphrase";
      case OUTSIDE -> "outside of this service, with a key that it does not have";
    };
  }

  private void describe(PDDocument document) {
    PDDocumentInformation information = document.getDocumentInformation();
    information.setTitle("%s: %s".formatted(TITLE, pdf.printed(content.tenantName())));
    information.setSubject("Purge %s".formatted(content.purge().id()));
    information.setAuthor("Freehold");
    information.setCreationDate(calendar(content.madeAt()));
  }

  /** Most programs for signatures find the field by themselves. */
  private void addField(PDRectangle frame) throws IOException {
    PDDocument document = pdf.pdf();
    PDAcroForm form = new PDAcroForm(document);
    document.getDocumentCatalog().setAcroForm(form);
    PDSignatureField field = new PDSignatureField(form);
    field.setPartialName(FIELD);
    field.setAlternateFieldName("Signature of the approver");
    PDAnnotationWidget widget = field.getWidgets().getFirst();
    widget.setRectangle(frame);
    widget.setPage(pdf.lastPage());
    widget.setPrinted(true);
    pdf.lastPage().getAnnotations().add(widget);
    form.getFields().add(field);
  }

  private static Calendar calendar(Instant at) {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    calendar.setTimeInMillis(at.toEpochMilli());
    return calendar;
  }

  private static String name(X500Principal of) {
    return of.getName(X500Principal.RFC2253, Map.of("2.5.4.5", "SERIALNUMBER"));
  }

  private static String number(long value) {
    return String.format(Locale.UK, "%,d", value);
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }
}
