//! Generates a package: `cargo run --example generate -- SCHEMAS CONFIG OUT`.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: generate SCHEMAS CONFIG OUT");
    let generator = schemawright::Generator::new(next()?).config(next()?);
    let generator = generator.wire(schemawright::WireDependency::Path("../wire".to_owned()));
    let output = generator.generate().unwrap_or_else(|faults| {
        eprintln!("{faults}");
        std::process::exit(1)
    });
    output.write_to(next()?)?;
    println!("{} schemas, {} types", output.schemas, output.model.items.len());
    Ok(())
}
