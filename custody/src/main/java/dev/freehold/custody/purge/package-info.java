/**
 * The purge of a policy, from the request through inventory, consents, document and approvals to
 * the receipt. The package {@code purge.run} destroys the keys.
 */
package dev.freehold.custody.purge;
