package dev.freehold.server.api;

import dev.freehold.server.directory.Callers;

/** Access of the operator to what tenants have. */
record LockboxApis(
    AccessRequestsApi decisions,
    OperatorRequestsApi requests,
    OperatorsApi operators,
    LockboxMailApi mail,
    LockboxFilesApi files) {

  static LockboxApis of(
      CustodyServices custody, DirectoryServices directory, Apis.Mail mail, Apis.Files files) {
    Parties parties = new Parties(directory.identities());
    ScopeOwners owners = new ScopeOwners(mail.mailboxes(), files.sites());
    Callers callers = new Callers(directory.identities().standings());
    LockboxAccess access = new LockboxAccess(custody.lockbox().grants(), callers, parties);
    return new LockboxApis(
        new AccessRequestsApi(custody.lockbox().decisions(), owners, parties),
        new OperatorRequestsApi(custody.lockbox().requests(), directory.tenants(), parties),
        new OperatorsApi(directory.operators()),
        new LockboxMailApi(access, owners, mail.folders(), mail.messages()),
        new LockboxFilesApi(access, owners, files.documents()));
  }
}
