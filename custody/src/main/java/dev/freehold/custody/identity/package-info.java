/** Who there is (tenants, applications, users, roles), and the bearer tokens that prove it. */
package dev.freehold.custody.identity;
