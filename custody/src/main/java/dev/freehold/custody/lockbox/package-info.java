/**
 * Customer Lockbox: access of the operator to what a tenant has, which needs a second operator and
 * the tenant's own approval, is for one mailbox or site, and ends by itself.
 */
package dev.freehold.custody.lockbox;
