package dev.freehold.server.features.lockbox;

import dev.freehold.server.api.Apis;
import dev.freehold.server.api.CustodyServices;
import dev.freehold.server.api.DirectoryServices;
import dev.freehold.server.features.directory.Callers;

/** Access of the operator to what tenants have. */
record LockboxFeature(
    AccessRequestsApi decisions,
    OperatorRequestsApi requests,
    OperatorsApi operators,
    LockboxMailApi mail,
    LockboxFilesApi files) {

  static LockboxFeature of(
      CustodyServices custody, DirectoryServices directory, Apis.Mail mail, Apis.Files files) {
    Parties parties = new Parties(directory.identities());
    ScopeOwners owners = new ScopeOwners(mail.mailboxes(), files.sites());
    Callers callers = new Callers(directory.identities().standings());
    LockboxAccess access = new LockboxAccess(custody.lockbox().grants(), callers, parties);
    return new LockboxFeature(
        new AccessRequestsApi(custody.lockbox().decisions(), owners, parties),
        new OperatorRequestsApi(custody.lockbox().requests(), directory.tenants(), parties),
        new OperatorsApi(directory.operators()),
        new LockboxMailApi(access, owners, mail.folders(), mail.messages()),
        new LockboxFilesApi(access, owners, files.documents()));
  }
}
