/// What TeX's commands print.
enum MathSymbols {
  static let all: [String: (text: String, mathClass: MathClass)] = {
    var table: [String: (String, MathClass)] = [:]
    func add(_ pairs: String, _ mathClass: MathClass) {
      for pair in pairs.split(whereSeparator: \.isWhitespace) {
        let parts = pair.split(separator: "=", maxSplits: 1)
        if parts.count == 2 { table[String(parts[0])] = (String(parts[1]), mathClass) }
      }
    }
    add(ordinary, .ordinary)
    add(binary, .binary)
    add(relations, .relation)
    add(arrows, .relation)
    add("langle=⟨ lbrace={ lbrack=[ lceil=⌈ lfloor=⌊ lvert=| lVert=‖ lparen=(", .open)
    add("rangle=⟩ rbrace=} rbrack=] rceil=⌉ rfloor=⌋ rvert=| rVert=‖ rparen=)", .close)
    add(
      "sum=∑ prod=∏ coprod=∐ int=∫ iint=∬ iiint=∭ oint=∮ bigcup=⋃ bigcap=⋂ bigoplus=⨁ bigotimes=⨂ bigodot=⨀",
      .big)
    add("bigvee=⋁ bigwedge=⋀", .big)
    add("partial=∂ nabla=∇ Delta=Δ neg=¬ lnot=¬ forall=∀ exists=∃ nexists=∄", .prefix)
    for word in words.split(whereSeparator: \.isWhitespace) { table[String(word)] = (String(word), .word) }
    table["liminf"] = ("lim inf", .word)
    table["limsup"] = ("lim sup", .word)
    table["relu"] = ("ReLU", .word)
    table["bmod"] = ("mod", .binary)
    table["colon"] = (":", .punctuation)
    table["ldotp"] = (".", .punctuation)
    return table
  }()

  private static let words = """
    arccos arcsin arctan arg argmax argmin cos cosh cot coth csc deg det diag dim erf exp gcd hom inf ker lg lim ln \
    log max min Pr rank ReLU sec sgn sigmoid sign sin sinh softmax softplus sup tan tanh tr Tr Var Cov KL
    """

  private static let ordinary = """
    alpha=α beta=β gamma=γ delta=δ epsilon=ϵ varepsilon=ε zeta=ζ eta=η theta=θ vartheta=ϑ iota=ι kappa=κ lambda=λ
    mu=μ nu=ν xi=ξ omicron=ο pi=π varpi=ϖ rho=ρ varrho=ϱ sigma=σ varsigma=ς tau=τ upsilon=υ phi=φ varphi=ϕ chi=χ
    psi=ψ omega=ω Gamma=Γ Theta=Θ Lambda=Λ Xi=Ξ Pi=Π Sigma=Σ Upsilon=Υ Phi=Φ Psi=Ψ Omega=Ω digamma=ϝ
    infty=∞ ell=ℓ hbar=ℏ imath=ı jmath=ȷ Re=ℜ Im=ℑ wp=℘ aleph=ℵ beth=ℶ emptyset=∅ varnothing=∅ prime=′ top=⊤ bot=⊥
    ldots=… dots=… dotsc=… dotsb=⋯ dotsm=⋯ cdots=⋯ vdots=⋮ ddots=⋱ angle=∠ degree=° square=□ Box=□ blacksquare=■
    checkmark=✓ dagger=† ddagger=‡ S=§ P=¶ pounds=£ triangle=△ vert=| Vert=‖ backslash=\\ surd=√ clubsuit=♣
    diamondsuit=♢ heartsuit=♡ spadesuit=♠ flat=♭ natural=♮ sharp=♯ complement=∁ mho=℧ eth=ð copyright=© AA=Å i=ı
    """

  private static let binary = """
    times=× cdot=· ast=* star=⋆ circ=∘ bullet=• div=÷ pm=± mp=∓ odot=⊙ otimes=⊗ oplus=⊕ ominus=⊖ oslash=⊘ cup=∪ cap=∩
    setminus=∖ wedge=∧ land=∧ vee=∨ lor=∨ uplus=⊎ sqcup=⊔ sqcap=⊓ amalg=⨿ dag=† ddag=‡ diamond=⋄ wr=≀ ltimes=⋉
    rtimes=⋊ boxplus=⊞ boxtimes=⊠ boxminus=⊟ centerdot=· circledast=⊛
    """

  private static let relations = """
    le=≤ leq=≤ leqslant=≤ ge=≥ geq=≥ geqslant=≥ lt=< gt=> ne=≠ neq=≠ approx=≈ equiv=≡ sim=∼ simeq=≃ cong=≅ propto=∝
    asymp=≍ ll=≪ gg=≫ in=∈ notin=∉ ni=∋ subset=⊂ subseteq=⊆ subsetneq=⊊ supset=⊃ supseteq=⊇ perp=⊥ parallel=∥ mid=|
    nmid=∤ vdash=⊢ models=⊨ doteq=≐ triangleq=≜ coloneqq=:= prec=≺ succ=≻ preceq=⪯ succeq=⪰ lesssim=≲ gtrsim=≳
    approxeq=≊ eqsim=≂ Vdash=⊩ dashv=⊣ bowtie=⋈ defeq=≝ therefore=∴ because=∵
    """

  private static let arrows = """
    to=→ rightarrow=→ longrightarrow=⟶ leftarrow=← gets=← longleftarrow=⟵ leftrightarrow=↔ longleftrightarrow=⟷
    Rightarrow=⇒ Longrightarrow=⟹ implies=⟹ Leftarrow=⇐ impliedby=⟸ Leftrightarrow=⇔ iff=⟺ Longleftrightarrow=⟺
    mapsto=↦ longmapsto=⟼ uparrow=↑ downarrow=↓ updownarrow=↕ nearrow=↗ searrow=↘ hookrightarrow=↪ hookleftarrow=↩
    rightharpoonup=⇀ rightleftharpoons=⇌ leadsto=⇝ rightsquigarrow=⇝ twoheadrightarrow=↠ upharpoonright=↾
    """

  /// Characters that stand for themselves but are no letters.
  static func character(_ character: Character) -> (text: String, mathClass: MathClass) {
    switch character {
    case "-": ("−", .binary)
    case "+", "*", "×", "·", "±", "⊙", "⊗", "⊕", "∘", "∪", "∩", "−": (String(character), .binary)
    case "=", "<", ">", "≤", "≥", "≠", "≈", "≡", "∼", "∝", "∈", "∉", "→", "←", "⇒", "⟹", "⇔", "↦", "⊂", "⊆":
      (String(character), .relation)
    case "(", "[", "⟨": (String(character), .open)
    case ")", "]", "⟩", "!": (String(character), .close)
    case ",", ";": (String(character), .punctuation)
    case "∑", "∏", "∫": (String(character), .big)
    case "∂", "∇": (String(character), .prefix)
    default: (String(character), .ordinary)
    }
  }

  static let accents: [String: Unicode.Scalar] = [
    "hat": "\u{302}", "widehat": "\u{302}", "tilde": "\u{303}", "widetilde": "\u{303}", "bar": "\u{304}",
    "overline": "\u{305}", "vec": "\u{20D7}", "overrightarrow": "\u{20D7}", "dot": "\u{307}",
    "ddot": "\u{308}",
    "check": "\u{30C}", "breve": "\u{306}", "acute": "\u{301}", "grave": "\u{300}", "mathring": "\u{30A}",
    "underline": "\u{332}",
  ]

  /// Columns that spacing commands take.
  static let spaces: [String: Int] = [
    ",": 1, ":": 1, ";": 1, ">": 1, " ": 1, "quad": 2, "qquad": 4, "enspace": 1, "thinspace": 1, "space": 1,
    "!": 0,
    "negthinspace": 0, "medspace": 1, "thickspace": 1, "nobreakspace": 1,
  ]

  /// Commands that change nothing one could see here.
  static let ignored: Set<String> = [
    "displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "limits", "nolimits", "nonumber",
    "notag", "big",
    "Big", "bigg", "Bigg", "bigl", "Bigl", "biggl", "Biggl", "bigr", "Bigr", "biggr", "Biggr", "bigm", "Bigm",
    "biggm",
    "rm", "bf", "it", "cal", "boldmath", "centering", "allowbreak", "nobreak", "/", "hfill", "hline", "relax",
  ]

  /// A letter of one of the alphabets of `\mathbb`, `\mathcal` and `\mathfrak`.
  static func letter(_ character: Character, alphabet: String) -> Character {
    let exceptions: [Character: Character]
    let capitals: UInt32
    let smalls: UInt32
    switch alphabet {
    case "mathbb":
      exceptions = ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ", "1": "𝟙"]
      (capitals, smalls) = (0x1D538, 0x1D552)
    case "mathfrak":
      exceptions = ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"]
      (capitals, smalls) = (0x1D504, 0x1D51E)
    default:
      exceptions = [
        "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ", "g": "ℊ",
        "o": "ℴ",
      ]
      (capitals, smalls) = (0x1D49C, 0x1D4B6)
    }
    if let exception = exceptions[character] { return exception }
    guard let ascii = character.asciiValue, character.isLetter else { return character }
    let value = character.isUppercase ? capitals + UInt32(ascii) - 65 : smalls + UInt32(ascii) - 97
    return Unicode.Scalar(value).map(Character.init) ?? character
  }
}
