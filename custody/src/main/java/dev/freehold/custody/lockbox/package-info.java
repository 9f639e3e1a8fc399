/**
 * Customer Lockbox: an operator's access to a tenant's content. It needs a second operator and the
 * tenant's approval, is for one mailbox or site, and ends by itself.
 */
package dev.freehold.custody.lockbox;
