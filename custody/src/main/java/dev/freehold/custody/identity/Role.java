package dev.freehold.custody.identity;

/** What an identity may do. An identity without a role is a plain user. */
public enum Role {
  /** Everything that any administrator of the tenant may do. */
  GLOBAL_ADMIN,
  /** Multi-workload policies. */
  COMPLIANCE_ADMIN,
  /** Mailboxes and mailbox policies. */
  EXCHANGE_ADMIN,
  /** Sites and their policies. */
  SHAREPOINT_ADMIN,
  /** Keys and rights of the vaults that name the identity. */
  VAULT_ADMIN,
  /** Signs purges and approves requests of the operator. */
  APPROVER,
  /** Runs the server; never sees keys, and content only as a tenant approves it. */
  OPERATOR,
  /** Reads the ledger. */
  AUDITOR
}
