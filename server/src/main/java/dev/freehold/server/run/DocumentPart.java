package dev.freehold.server.run;

import dev.freehold.crypto.Aead;
import dev.freehold.custody.approvers.Approvers;
import dev.freehold.custody.pending.PendingActs;
import dev.freehold.custody.purge.PurgeCases;
import dev.freehold.ledger.Ledger;
import dev.freehold.server.api.Apis;
import dev.freehold.server.document.ApproverKeyMaker;
import dev.freehold.server.document.DocumentMaker;
import dev.freehold.server.document.OperatorApprovals;
import dev.freehold.server.document.OperatorKeys;
import dev.freehold.server.document.PurgeDocuments;
import dev.freehold.server.login.PurgeSigning;
import java.net.URI;
import java.time.Clock;

/** Approvers, the documents that they sign, and what operators say to it, wired. */
final class DocumentPart {

  private DocumentPart() {}

  static Apis.Signing of(
      Stores stores,
      Ledger ledger,
      DirectoryPart directory,
      PurgePart purges,
      OperatorKeys operators,
      URI apiUri,
      Clock clock) {
    PurgeCases cases = purges.cases();
    Approvers approvers =
        new Approvers(
            stores.database(), ledger, directory.users(), new Aead(stores.crypto()), clock);
    PurgeDocuments documents =
        new PurgeDocuments(
            stores.database(),
            ledger,
            approvers,
            cases,
            new DocumentMaker(directory.tenants(), directory.identities(), apiUri),
            clock);
    ApproverKeyMaker keys = new ApproverKeyMaker(clock);
    return new Apis.Signing(
        cases,
        purges.consents(),
        approvers,
        new PendingActs(stores.database(), ledger, approvers, clock),
        keys,
        documents,
        new OperatorApprovals(cases, documents, operators, ledger, clock),
        new PurgeSigning(
            directory.users(),
            directory.signIns(),
            directory.issuer(),
            approvers,
            keys,
            cases,
            documents,
            clock),
        apiUri);
  }
}
