/** RSA and ECDSA: keys, encryption, and signatures over digests that the caller has computed. */
package dev.freehold.crypto.publickey;
