package dev.freehold.server.login;

import dev.freehold.custody.approvers.PurgeDocument;
import dev.freehold.custody.purge.Inventory;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.server.text.ByteText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an approver sees who signs the document of a purge. */
final class PurgeSigningPages {

  private PurgeSigningPages() {}

  static Page signIn(int status, String userName, Optional<String> error) {
    return Page.of(
        status,
        "Sign the document of a purge",
        """
        <p>Only the approver whom the tenant has registered signs here. Nothing is signed before
        you have seen the document.</p>
        %s<form method="post" action="/purge-signing">
        %s<button type="submit" name="action" value="signin">Sign in</button>
        </form>
        """
            .formatted(FormParts.error(error), FormParts.signIn(userName, error)));
  }

  /** For a person whose password somebody else has made. */
  static Page newPassword(int status, String userName, String sentence) {
    Optional<String> error = Optional.of(sentence);
    return Page.of(
        status,
        "Choose your password",
        """
        %s<form method="post" action="/purge-signing">
        %s<button type="submit" name="action" value="change">Change it and sign in</button>
        </form>
        """
            .formatted(FormParts.error(error), FormParts.newPassword(userName, error)));
  }

  /** For an approver who is to sign here and has no key yet. */
  static Page key(int status, String ticket, Optional<String> error) {
    String described = FormParts.described(error);
    return Page.of(
        status,
        "Make your signing key",
        """
        <p>You are registered to sign documents of purges here, and have no key for it yet. Choose a
        passphrase for it, other than your password. Nobody can reset it: without it you have to be
        registered anew.</p>
        %s<form method="post" action="/purge-signing">
        <input type="hidden" name="ticket" value="%s">
        <label for="password">Password, again</label>
        <input id="password" name="password" type="password" required maxlength="256"
         autocomplete="current-password"%s>
        <label for="passphrase">Signing passphrase</label>
        <input id="passphrase" name="passphrase" type="password" required maxlength="256"
         autocomplete="off"%s>
        <label for="repeated">Signing passphrase, again</label>
        <input id="repeated" name="repeated" type="password" required maxlength="256"
         autocomplete="off"%s>
        <button type="submit" name="action" value="key">Make the key</button>
        </form>
        """
            .formatted(FormParts.error(error), Html.text(ticket), described, described, described));
  }

  static Page keyMade(String certificateSha256) {
    return Page.of(
        200,
        "Your signing key is made",
        """
        <p>Tell your tenant's administrators this, in person: they compare it with what the
        service states of you. Sign in again to sign a document.</p>
        <dl><dt>SHA-256 of your certificate</dt><dd>%s</dd></dl>
        <p><a href="/purge-signing">Sign in</a></p>
        """
            .formatted(certificateSha256));
  }

  /**
   * @param ticket who has signed in
   * @param waiting purges that no document has authorised yet
   */
  static Page choose(String ticket, List<PurgeCase> waiting) {
    String title = "Purges that wait for a signature";
    return waiting.isEmpty()
        ? Page.of(200, title, "<p>None. You can close this page.</p>\n")
        : Page.of(
            200,
            title,
            waiting.stream().map(purge -> choice(ticket, purge)).collect(Collectors.joining()));
  }

  private static String choice(String ticket, PurgeCase purge) {
    return """
    <form method="post" action="/purge-signing">
    %s<p><strong>%s</strong>, requested at %s</p>
    <button type="submit" name="action" value="look">Look at %s</button>
    </form>
    """
        .formatted(
            hidden(ticket, purge),
            Html.text(purge.policyName()),
            time(purge.requestedAt()),
            Html.text(purge.policyName()));
  }

  /** The facts, the document to look at, and the form that signs it. */
  static Page look(
      int status, String ticket, PurgeCase purge, PurgeDocument document, Optional<String> error) {
    String described = FormParts.described(error);
    return Page.of(
        status,
        "Destroy what is under %s for good?".formatted(purge.policyName()),
        """
        %s%s<form method="post" action="/purge-signing">
        %s<button type="submit" name="action" value="document">Download the document (PDF)</button>
        </form>
        <p>With your signature you authorise that all this is destroyed. When two operators have
        approved as well, nobody can stop it or undo it.</p>
        <form method="post" action="/purge-signing">
        %s<label for="understood"><input id="understood" name="understood" type="checkbox"
         value="yes" required> I have read the document</label>
        <label for="password">Password, again</label>
        <input id="password" name="password" type="password" required maxlength="256"
         autocomplete="current-password"%s>
        <label for="passphrase">Signing passphrase</label>
        <input id="passphrase" name="passphrase" type="password" required maxlength="256"
         autocomplete="off"%s>
        <button type="submit" name="action" value="sign">Sign the document</button>
        </form>
        """
            .formatted(
                FormParts.error(error),
                facts(purge, document),
                hidden(ticket, purge),
                hidden(ticket, purge),
                described,
                described));
  }

  private static String facts(PurgeCase purge, PurgeDocument document) {
    return """
    <dl>
    <dt>Policy</dt><dd>%s (%s)</dd>
    <dt>Reason</dt><dd>%s</dd>
    %s<dt>SHA-256 of the list</dt><dd>%s</dd>
    <dt>Document</dt><dd>%s, valid until %s</dd>
    <dt>SHA-256 of the document</dt><dd>%s</dd>
    <dt>Purge</dt><dd>%s</dd>
    </dl>
    """
        .formatted(
            Html.text(purge.policyName()),
            purge.policyId(),
            Html.text(purge.reason()),
            purge.inventory().map(list -> counts(purge, list)).orElse(""),
            document.inventorySha256(),
            document.id(),
            time(document.validUntil()),
            document.sha256(),
            purge.id());
  }

  private static String counts(PurgeCase purge, Inventory list) {
    String owners =
        switch (purge.workload()) {
          case EXCHANGE -> "Mailboxes";
          case SHAREPOINT -> "Sites";
        };
    return "<dt>%s</dt><dd>%d, with %d objects of %s together</dd>%n"
        .formatted(owners, list.owners(), list.objects(), ByteText.of(list.bytes()));
  }

  static Page signed(PurgeCase purge) {
    return Page.of(
        200,
        "The document is signed",
        """
        <p>The purge of <strong>%s</strong> is authorised. It begins when two operators have
        approved it. You can close this page.</p>
        <dl><dt>SHA-256 of the signed document</dt><dd>%s</dd></dl>
        """
            .formatted(
                Html.text(purge.policyName()),
                purge.document().map(facts -> facts.signedSha256()).orElse("")));
  }

  private static String hidden(String ticket, PurgeCase purge) {
    return """
    <input type="hidden" name="ticket" value="%s">
    <input type="hidden" name="purge" value="%s">
    """
        .formatted(Html.text(ticket), purge.id());
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
