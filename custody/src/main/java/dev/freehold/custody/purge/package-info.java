/**
 * The purge of a policy, from the request through inventory, consents, document and approvals to
 * the receipt. What destroys is in {@code purge.run}.
 */
package dev.freehold.custody.purge;
