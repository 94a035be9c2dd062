//! A session JWT with a signature, and the key that verifies it.

use serde_json::{Value, json};

/// The private key of this signature was discarded.
pub(crate) const JWT: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6Imp3ay10ZXN0LTEiLCJ0eXAiOiJKV1QifQ.eyJhdWQiOlsicHJvamVjdC10ZXN0LTEiXSwiaXNzIjoic3R5dGNoLmN\
     vbS9wcm9qZWN0LXRlc3QtMSIsInN1YiI6InVzZXItdGVzdC0xIiwiaWF0IjoxNzY3NjMyNDAwLCJuYmYiOjE3Njc2MzI0MDAsImV4cCI6MTc2NzYzMjcwM\
     CwiaHR0cHM6Ly9zdHl0Y2guY29tL3Nlc3Npb24iOnsiaWQiOiJzZXNzaW9uLXRlc3QtMSIsInN0YXJ0ZWRfYXQiOiIyMDI2LTAxLTA1VDE2OjAwOjAwWiI\
     sImxhc3RfYWNjZXNzZWRfYXQiOiIyMDI2LTAxLTA1VDE3OjAwOjAwWiIsImV4cGlyZXNfYXQiOiIyMDI2LTAxLTA1VDE4OjAwOjAwWiIsImF0dHJpYnV0Z\
     XMiOnsiaXBfYWRkcmVzcyI6IiIsInVzZXJfYWdlbnQiOiIifSwiYXV0aGVudGljYXRpb25fZmFjdG9ycyI6W3sidHlwZSI6Im90cCIsImRlbGl2ZXJ5X21\
     ldGhvZCI6ImVtYWlsIiwibGFzdF9hdXRoZW50aWNhdGVkX2F0IjoiMjAyNi0wMS0wNVQxNjowMDowMFoiLCJlbWFpbF9mYWN0b3IiOnsiZW1haWxfaWQiO\
     iJlbWFpbC10ZXN0LTEiLCJlbWFpbF9hZGRyZXNzIjoiYWRhQGV4YW1wbGUuY29tIn19XSwicm9sZXMiOlsic3R5dGNoX3VzZXIiXX0sInRpZXIiOiJnb2x\
     kIn0.KYR4VyEVO6iYZH4udKv5pSaIbhs2F8ZVxp2-RXqPI20RptAw_7atoj5QKDpbZM3_CqviAjTLIoVFmM0_YuNqfpO8f1cy3yY6IaaWZmhFmqi0wwmrn\
     hqvqQz5Gdz4MZ3Ql5MyyT_zLIT0mHS3eGK3VZAhXxXYXDFJwKEHVHTjc6pNuCSmqxOLZG2vwAFHXEqxFm5nZAKcKPGv4peX0-83vVx4Pa5uxenUvh6AT9Y\
     1i7S6E0k__a1VunmHi1sfZbtb_tuAaghyd8y_Ml6PUr9j6gsAQUWhDRs_J8Y9qrK1JmYQe-MDy30pKr7tkG3WNfRUhpFz3Ds1NfkuUxnMz1l_Cg";

const MODULUS: &str = "xKgnMlK7HRHMB2PniKdBIpo_zrLRIQ03tjxqSm3WGW9BicMhB6eUUzmC6CgcvCen4RyFxGpHbLoFmjlxLjOV7Rek8OR09zM8o35qrXfMSf3HLCGWYYAL5r\
     u_FS-h-YEczZ0HKVMKgq-VV9twCJH1u2FM9zr0b5vNQvCE5qwLiF2l25PSACxq6DxsWFxK7XUpO3qBmd6RDCPXMjvqqORjsDb757GJWRMRxyKZjjKKkw8Q\
     fx71Cdaa_GPX98pHyE-1UPFB7F2lQRy2_pF0x8JuDhkpUg8TruQ5F6q6-K5R0SYdp9S-aUFkGwfaSddhnBWfyYzIysWWYBWRi3RYfYKeSQ";

/// The keys of the project, as the API returns them.
pub(crate) fn keys() -> Value {
    let key = json!({"kty": "RSA", "use": "sig", "key_ops": ["verify"], "alg": "RS256", "kid": "jwk-test-1", "x5c": [],
        "n": MODULUS, "e": "AQAB"});
    json!({"status_code": 200, "keys": [key]})
}
